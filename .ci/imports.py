"Checks, from the code, that imports go up the list of notebooks: earlier decades freely, inside a decade from a lower number to a higher one."
import ast, json, re, sys
from pathlib import Path

root = Path(__file__).parent.parent
number = {}   # of a module: '01', or '01a' for a part of a part
for nb in (root/'nbs').glob('[0-9][0-9]*_*.ipynb'):
    for cell in json.loads(nb.read_text())['cells']:
        if m := re.search(r'^#\| default_exp (\w+)', ''.join(cell['source']), re.M): number[m[1]] = nb.name.split('_')[0]

def imported(path):
    "The modules of gwi that a file imports, anywhere in it."
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import): yield from (a.name.split('.')[1] for a in node.names if a.name.startswith('gwi.'))
        elif isinstance(node, ast.ImportFrom):
            module = 'gwi.' + (node.module or '') if node.level == 1 else (node.module or '') + '.'     # nbdev exports relative imports
            if module in ('gwi.', 'gwi..'): yield from (a.name for a in node.names)
            elif module.startswith('gwi.'): yield module.split('.')[1]

wrong, seen = [], 0
for path in sorted((root/'gwi').glob('[a-z]*.py')):
    me = number.get(path.stem)
    if me is None: wrong.append(f'gwi/{path.name}: no notebook exports it'); continue
    for name in sorted(set(imported(path))):
        seen += 1
        you = number.get(name)
        if you is None: wrong.append(f'gwi/{path.name} imports gwi.{name}, which no notebook exports')
        elif not (you[0] < me[0] or (you[0] == me[0] and you > me)): wrong.append(f'gwi/{path.name} ({me}) imports gwi.{name} ({you})')
print('\n'.join(wrong) or f'imports: {seen} among {len(number)} modules, all upward')
sys.exit(bool(wrong) or not seen)
