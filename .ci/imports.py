"""Checks, from the code, that imports go up the list of notebooks, and that no exported line is wider than 120 characters.

A module imports from earlier notebooks only. A stage's own notebook (00, 10, ..) may import its parts, and so may the inversion's (51).
`utils` may be imported by all and imports none of them; the command line imports a stage only when it is called."""
import ast, json, re, sys
from pathlib import Path

root = Path(__file__).parent.parent
UTILS, STAGES_OF_PARTS = 'gwi.utils.', {'51'}
WIDEST = 120   # characters of an exported line; nbdev's own `__all__` lines do not count
number = {}   # module -> number of its notebook: '01', or '07a' for a part of a part
for nb in sorted((root/'nbs').glob('[0-9][0-9]*_*.ipynb')):
    for cell in json.loads(nb.read_text(encoding='utf-8'))['cells']:
        if m := re.search(r'^#\| default_exp ([\w.]+)', ''.join(cell['source']), re.M): number['gwi.' + m[1]] = nb.name.split('_')[0]

def module_of(path):
    "The dotted name of a file of the library."
    return '.'.join(path.relative_to(root).with_suffix('').parts)

def imported(path):
    "The modules of gwi that a file imports, anywhere in it, sub-packages and relative imports included."
    package = module_of(path).split('.')[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding='utf-8'))):
        if isinstance(node, ast.Import): yield from (a.name for a in node.names if a.name.startswith('gwi.'))
        elif isinstance(node, ast.ImportFrom):
            base = '.'.join(package[:len(package) - node.level + 1]) if node.level else ''
            name = '.'.join(filter(None, (base, node.module)))
            if name in number: yield name
            elif name.split('.')[0] == 'gwi': yield from (f'{name}.{a.name}' for a in node.names)   # a package: its modules are imported

def allowed(me, you, name):
    "Whether notebook `me` may import notebook `you`, whose module is `name`."
    if name.startswith(UTILS): return True
    if me.startswith('9'): return False
    own_part = you[0] == me[0] and (me.endswith('0') or me in STAGES_OF_PARTS)
    return you < me or own_part

wrong, seen = [], 0
for path in sorted(p for p in (root/'gwi').rglob('*.py') if not p.name.startswith('_')):
    me = number.get(module_of(path))
    if me is None: wrong.append(f'{path.relative_to(root)}: no notebook exports it'); continue
    for name in sorted(set(imported(path))):
        seen += 1
        you = number.get(name)
        if you is None: wrong.append(f'{path.relative_to(root)} imports {name}, which no notebook exports')
        elif not allowed(me, you, name): wrong.append(f'{path.relative_to(root)} ({me}) imports {name} ({you})')
for path in (root/'gwi').rglob('*.py'):
    if path.name == '_modidx.py': continue
    generated = False
    for n, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        generated = line.startswith('__all__') or (generated and line.startswith(' '))
        if len(line) > WIDEST and not generated: wrong.append(f'{path.relative_to(root)}:{n}: {len(line)} characters')
print('\n'.join(wrong) or f'imports: {seen} among {len(number)} modules, all upward')
sys.exit(bool(wrong) or not seen)
