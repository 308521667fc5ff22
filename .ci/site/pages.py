"""Makes the documentation's pages: Markdown from every notebook with its stored outputs, the pages of nbs/pages, and the settings that
MkDocs needs, into _site. No cell is run; the modules are imported, for their signatures. --pictures FOLDER: only the pictures of
stored outputs, which nbs/pages shows, for another engine."""
import ast, base64, json, os, re, shutil, sys
from configparser import ConfigParser
from functools import lru_cache
from importlib import import_module
from operator import attrgetter
from pathlib import Path

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
from fastcore.docments import MarkdownRenderer
from nbdev.process import NBProcessor
from nbdev.showdoc import showdoc_nm

root = Path(__file__).parents[2]
nbs, out = root/'nbs', root/'_site'/'pages'
config = ConfigParser(delimiters=['='])
config.read(root/'settings.ini', encoding='utf-8')
cfg = config['DEFAULT']
MAP = 'map.md'                  # nbs/README.md among the pages: MkDocs takes a README.md for an index
STORED = 'images/stored'        # pictures of stored outputs: <notebook>-<cell>-<number of its pictures>.<kind>
PICTURES = {'image/png': 'png', 'image/gif': 'gif', 'image/svg+xml': 'svg'}
ANSI = re.compile(r'\x1B(?:[@-Z\\-_]|\[[0-?]*[ -/]*[@-~])')      # colours of a terminal
CODE = re.compile(r'(^(```+|~~~+).*?^\2`*\s*$|`[^`\n]+`)', re.M | re.S)   # fenced, and in a line

def fence(text, language=''):
    "Text in a fence that nothing in it closes."
    return f'````{language}\n{text.rstrip()}\n````'

def fold(title, text):
    "Text that is shown on demand."
    return f'??? quote "{title}"\n\n' + re.sub(r'^(?=.)', '    ', text, flags=re.M)

# Links

def rewrite(target, page):
    "A link of a file in nbs/, as a link between pages; what is no page leads to the repository."
    if re.match(r'[a-z][a-z0-9+.-]*:|#', target): return target
    name, hash_, anchor = target.partition('#')
    path = Path(os.path.normpath((nbs/page).parent/name))
    if path == nbs/'README.md': new = Path(os.path.relpath(nbs/MAP, (nbs/page).parent))
    elif path == root/'CHANGELOG.md': new = Path(os.path.relpath(nbs/'changelog.md', (nbs/page).parent))
    elif path == nbs/'bench': new = Path(os.path.relpath(nbs/'bench'/'index.md', (nbs/page).parent))
    elif not path.is_relative_to(nbs): return f'{cfg["git_url"]}/blob/{cfg["branch"]}/{path.relative_to(root)}{hash_}{anchor}'
    else: new = Path(name).with_suffix('.md') if name.endswith('.ipynb') else Path(name)
    return f'{new.as_posix()}{hash_}{anchor}'

@lru_cache
def symbols():
    "Where each public name is documented: {name as prose may call it: (page, anchor)}; names of several modules need their module."
    from gwi import _HOME
    from gwi._modidx import d
    places, several = {}, set()
    for module, names in d['syms'].items():
        page = notebook_of().get(module)
        for full in names:
            name = full.removeprefix(module + '.')
            if page is None or any(part.startswith('_') for part in name.split('.')): continue
            place = page, 'api-' + name.replace('.', '-').lower()
            if name in places: several.add(name)
            for known in (name, full, f'{module.split(".")[-1]}.{name}', f'{module.removeprefix("gwi.")}.{name}'):
                places.setdefault(known, place)
    for name in several: del places[name]
    return places | {f'gwi.{name}': places[f'gwi.{module}.{name}'] for name, module in _HOME.items()}

def link_symbols(code, page):
    "A name in backticks, as a link to where it is documented, if that is another page."
    place = symbols().get(code.strip('`').removesuffix('()'))
    if not place or place[0] == page or code.startswith('``'): return code
    return f'[{code}]({Path(os.path.relpath(place[0], Path(page).parent)).as_posix()}#{place[1]})'

LINK = re.compile(r'(\]\(\s*)([^)\s]+)(?=[)\s])')
FOREIGN_PICTURE = re.compile(r'!\[([^\]]*)\]\(https?:[^)]*\)')      # such as badges: nothing is loaded from elsewhere
LINKED = re.compile(r'(\[(?:[^\[\]]|\[[^\]]*\])*\]\([^)]*\)|^#+ .*$)', re.M)     # links and headings: no names are linked in them

def prose(text, page):
    "Markdown of a cell or a page, with links between pages."
    parts = CODE.split(FOREIGN_PICTURE.sub(r'\1', re.sub(r'(?<=\)) (?=\[!\[)', ' · ', text)))
    plain = ''.join(p if i % 3 == 1 else LINK.sub(lambda m: m[1] + rewrite(m[2], page), p)
                    for i, p in enumerate(parts) if i % 3 != 2)
    parts = LINKED.split(plain)
    inline = re.compile(r'(?<!`)`[A-Za-z_][\w.]*(?:\(\))?`(?!`)')
    return ''.join(p if i % 2 else inline.sub(lambda m: link_symbols(m[0], page), p) for i, p in enumerate(parts))

# Notebooks

@lru_cache
def notebook_of():
    "{module: page} of all notebooks that export one."
    found = {}
    for path in sorted(nbs.rglob('*.ipynb')):
        text = ''.join(s for c in json.loads(path.read_text(encoding='utf-8'))['cells'] for s in [*c['source'], '\n'])
        if m := re.search(r'^#\| default_exp ([\w.]+)', text, re.M):
            found['gwi.' + m[1]] = path.relative_to(nbs).with_suffix('.md').as_posix()
    return found

def output(o, name, folder=out/STORED):
    "An output of a cell as Markdown; a picture is written to the folder, and its path returned."
    data = o.get('data', {})
    for kind, suffix in PICTURES.items():
        if kind not in data: continue
        text, file = ''.join(data[kind]), folder/f'{name}.{suffix}'
        file.write_bytes(text.encode() if suffix == 'svg' else base64.b64decode(text))
        return file
    for kind in ('text/html', 'text/markdown'):
        if kind in data: return ''.join(data[kind])
    return fence(ANSI.sub('', ''.join(o.get('text') or data.get('text/plain') or o.get('traceback', []))), 'text')

def outputs(cell, page):
    "The outputs of a cell, with pictures as links."
    home, number = (out/page).parent, 0
    for o in cell.get('outputs', []):
        made = output(o, f'{Path(page).stem}-{cell.id}-{number}')
        if isinstance(made, Path):
            number += 1
            yield f'![Output of the cell above]({os.path.relpath(made, home)})'
        else: yield made

def is_plain(tree):
    "Whether code has no function or class: constants, which are shown as they are."
    return not any(isinstance(n, (ast.FunctionDef, ast.ClassDef)) for n in tree.body)

def is_import(node):
    "Whether a statement imports, perhaps inside a `with`."
    if isinstance(node, ast.With): return all(map(is_import, node.body))
    return isinstance(node, (ast.Import, ast.ImportFrom))

def exported(source, module):
    "An exported cell: imports are left out, constants shown, functions documented by their docments, their source folded."
    tree = ast.parse(source)
    if all(map(is_import, tree.body)): return
    if is_plain(tree):
        yield fence(source, 'python')
        return
    names = [showdoc_nm(n) for n in tree.body if isinstance(n, (ast.FunctionDef, ast.ClassDef)) and not n.name.startswith('_')]
    for name in names:
        thing = attrgetter(name)(module)
        yield f'### `{name}` {{#api-{name.replace(".", "-").lower()}}}'
        yield MarkdownRenderer(thing, name=name)._repr_markdown_()
    yield fold('Source', fence(source, 'python'))

HIDDEN = {'hide', 'default_exp'}

def cells(nb, page, module):
    "The Markdown of a notebook's cells."
    for cell in nb.cells:
        directives = set(cell.directives_ or {})
        if cell.cell_type == 'markdown': yield prose(cell.source, page)
        elif cell.cell_type != 'code' or HIDDEN & directives or not cell.source.strip(): continue
        elif directives & {'export', 'exporti'}: yield from exported(cell.source.strip(), module)
        else:
            yield fence(cell.source.strip(), 'python')
            yield from outputs(cell, page)

def notebook(path):
    "Write the page of a notebook."
    page = path.relative_to(nbs).with_suffix('.md').as_posix()
    name = next((m for m, p in notebook_of().items() if p == page), None)
    module = import_module(name) if name else None
    head = [f'*Module* `{name}` *· made from* `nbs/{path.relative_to(nbs)}`'] if name else []
    first, *rest = cells(NBProcessor(path, process=True).nb, page, module)
    write(page, [first, *head, *rest])

def write(page, parts):
    "Write a page."
    (out/page).parent.mkdir(parents=True, exist_ok=True)
    (out/page).write_text('\n\n'.join(parts) + '\n', encoding='utf-8')

# The list of pages

@lru_cache
def title(path):
    "The first heading of a notebook or of Markdown."
    text = path.read_text(encoding='utf-8')
    if path.suffix == '.ipynb': text = ''.join(''.join(c['source']) + '\n' for c in json.loads(text)['cells']
                                             if c['cell_type'] == 'markdown')
    return re.search(r'^# +(.+)', text, re.M)[1].replace('`', '')

def entry(path):
    "The line of a notebook in the list: its number and heading."
    number = re.match(r'\d+[a-z]?', path.stem)
    return {f'{number[0]} {title(path)}' if number else title(path): path.relative_to(nbs).with_suffix('.md').as_posix()}

def stages():
    "(package, notebooks) as the table of nbs/README.md has them; rows that follow each other in one package are one."
    found = []
    for row in (nbs/'README.md').read_text(encoding='utf-8').splitlines():
        columns = row.split('|')
        paths = [nbs/p for p in re.findall(r'\]\((\d[\w]*\.ipynb)\)', columns[1])] if len(columns) > 3 else []
        if not paths: continue
        package = columns[2].strip(' `')
        if found and found[-1][0] == package: found[-1][1].extend(paths)
        else: found.append((package, paths))
    return found

def section(package, paths):
    "A package's heading in the list: the numbers of its notebooks, its name."
    numbers = [p.stem.split('_')[0] for p in paths]
    return f'{numbers[0]}{"–" + numbers[-1] if len(numbers) > 1 else ""} · {package}'

PAGES = ('tutorials', 'gallery', 'results', 'glossary')       # of nbs/pages, in this order

def nav():
    "The site's list of pages. Raises ValueError if nbs/README.md leaves a notebook out."
    grouped = stages()
    missing = {p.name for p in nbs.glob('[0-9]*.ipynb')} - {p.name for _, paths in grouped for p in paths}
    if missing: raise ValueError(f'nbs/README.md does not list {", ".join(sorted(missing))}')
    prose_pages = [{title(nbs/'pages'/f'{p}.md'): f'pages/{p}.md'} for p in PAGES]
    bench = [{'Measurements': 'bench/index.md'}, *(entry(p) for p in sorted((nbs/'bench').glob('*.ipynb')))]
    return [{'Start': [{cfg['title']: 'index.md'}, entry(nbs/'quickstart.ipynb'), *prose_pages, {'Changelog': 'changelog.md'}]},
            {'Notebooks': [{'Map': MAP}, *({section(g, paths): [entry(p) for p in paths]} for g, paths in grouped)]},
            {'Measurements': bench}]

def settings():
    "What MkDocs needs beside mkdocs.yml; JSON is YAML, too."
    url = cfg['doc_host'] + cfg['doc_baseurl']
    return dict(INHERIT='../.ci/site/mkdocs.yml', site_name=cfg['title'], site_description=cfg['description'], site_url=url + '/',
                copyright=f'{cfg["copyright"]}. Apache-2.0.', docs_dir='pages', site_dir=f'../{cfg["doc_path"]}',
                hooks=['../.ci/site/hooks.py'], nav=nav())

def pictures(folder):
    "Write the pictures of stored outputs into a folder."
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(nbs.glob('*.ipynb')):
        for cell in json.loads(path.read_text(encoding='utf-8'))['cells']:
            shown = [o for o in cell.get('outputs', []) if PICTURES.keys() & o.get('data', {}).keys()]
            for number, o in enumerate(shown): output(o, f'{path.stem}-{cell["id"]}-{number}', folder)

def main():
    "Write all pages."
    if sys.argv[1:2] == ['--pictures']: return pictures(Path(sys.argv[2]))
    about = settings()
    shutil.rmtree(out, ignore_errors=True)
    (out/STORED).mkdir(parents=True)
    shutil.copytree(nbs/'images', out/'images', dirs_exist_ok=True)
    for path in sorted(p for p in nbs.rglob('*.ipynb') if '.ipynb_checkpoints' not in p.parts): notebook(path)
    for path in sorted((nbs/'pages').glob('*.md')):
        page = path.relative_to(nbs).as_posix()
        write(page, [prose(path.read_text(encoding='utf-8'), page)])
    write(MAP, [prose((nbs/'README.md').read_text(encoding='utf-8'), MAP)])
    shutil.copy(Path(__file__).with_name('wide.css'), out/'wide.css')
    write('changelog.md', [(root/'CHANGELOG.md').read_text(encoding='utf-8')])
    listed = '\n'.join(f'- [{title(p)}]({p.stem}.md)' for p in sorted((nbs/'bench').glob('*.ipynb')))
    write('bench/index.md', ['# Measurements', 'Notebooks that are run by hand; their last tables are kept.', listed])
    (out.parent/'mkdocs.yml').write_text(json.dumps(about, indent=1), encoding='utf-8')
    print(f'{len(list(out.rglob("*.md")))} pages')

if __name__ == '__main__': main()
