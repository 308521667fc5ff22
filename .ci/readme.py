"""Makes README.md from nbs/index.ipynb. With --check says whether it is in step, and whether the links of README.md, nbs/README.md, the
documentation's pages, CONTRIBUTING.md and the notebooks lead somewhere: files and headings of this repository, and pictures that the
documentation takes from stored outputs (.ci/site/pages.py); addresses elsewhere are not asked."""
import json, re, sys
from configparser import ConfigParser
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from nbdev.process import NBProcessor

root = Path(__file__).parent.parent
readme = root/'README.md'

def text(output):
    "The plain text of a cell's output."
    found = output.get('text') or output.get('data', {}).get('text/plain', '')
    return ''.join(found).rstrip('\n')

def convert(nb):
    "Markdown as it is; code that is not hidden in a fence, its output after it."
    for cell in nb.cells:
        if cell.cell_type == 'markdown': yield cell.source
        elif cell.cell_type == 'code' and not {'hide', 'export', 'default_exp'} & set(cell.directives_ or {}):
            yield '```python\n' + cell.source.strip() + '\n```'
            if said := '\n'.join(filter(None, map(text, cell.outputs))): yield '\n'.join('    ' + l for l in said.splitlines())

def made_from_index():
    "What README.md is to be."
    body = '\n\n'.join(convert(NBProcessor(root/'nbs'/'index.ipynb', process=True).nb))
    body = re.sub(r'\]\((images/|bench/|pages/|README\.md|quickstart|\d\d[a-z]?_)', r'](nbs/\1', body)
    return '<!-- made from nbs/index.ipynb by .ci/readme.py -->\n\n' + body.strip() + '\n'

CODE = re.compile(r'^(```|~~~).*?^\1|`[^`\n]*`', re.M | re.S)                              # fenced, and in a line
LINK = re.compile(r'\]\(\s*<?([^)\s>]+)|(?:href|src)="([^"]+)"|^\[[^\]]+\]:\s*(\S+)', re.M)   # of Markdown, of HTML, by reference

@lru_cache
def own_address():
    "A pattern of addresses that name a file of this repository: on GitHub, or opened from there on Colab."
    config = ConfigParser(delimiters=['='])
    config.read(root/'settings.ini', encoding='utf-8')
    cfg = config['DEFAULT']
    repo = f'{re.escape(cfg["user"])}/{re.escape(cfg["repo"])}'
    return re.compile(rf'https://(?:github\.com|colab\.research\.google\.com/github)/{repo}/(?:blob|tree|raw)/{cfg["branch"]}/(.+)')

@lru_cache
def prose(path):
    "The Markdown of a file or of a notebook's cells, without code."
    content = path.read_text(encoding='utf-8')
    if path.suffix == '.ipynb':
        cells = json.loads(content)['cells']
        content = '\n\n'.join(''.join(c['source']) for c in cells if c['cell_type'] == 'markdown')
    return CODE.sub('', content)

@lru_cache
def anchors(path):
    "The anchors of a file's headings, as GitHub makes them, and those it sets itself; code in a heading counts."
    content = path.read_text(encoding='utf-8')
    if path.suffix == '.ipynb':
        cells = json.loads(content)['cells']
        content = '\n\n'.join(''.join(c['source']) for c in cells if c['cell_type'] == 'markdown')
    found = set(re.findall(r'(?:id|name)="([^"]+)"', content))
    for heading in re.findall(r'^#{1,6} +(.+?) *#*$', content, re.M):
        plain = re.sub(r'\[([^\]]*)\]\([^)]*\)', r'\1', heading)
        slug = re.sub(r'[^\w\- ]', '', plain.lower()).replace(' ', '-')
        n = next(i for i in range(len(found) + 1) if (f'{slug}-{i}' if i else slug) not in found)
        found.add(f'{slug}-{n}' if n else slug)
    return found

STORED = 'stored'      # folder of pictures <notebook>-<cell>-<number> that the documentation takes from stored outputs

def is_stored(name):
    "Whether a notebook's cell has that picture."
    notebook, cell, number = name.rsplit('-', 2)
    path = root/'nbs'/f'{notebook}.ipynb'
    cells = json.loads(path.read_text(encoding='utf-8'))['cells'] if path.exists() else []
    shown = [o for c in cells if c['id'] == cell for o in c['outputs'] if any(k.startswith('image/') for k in o.get('data', {}))]
    return int(number) < len(shown)

def dead(path, target):
    "What is wrong with a link in a file; '' if nothing, or if it leads elsewhere."
    own = own_address().match(target)
    if re.match(r'[a-z][a-z0-9+.-]*:', target) and not own: return ''
    name, _, anchor = unquote(own[1] if own else target).partition('#')
    file = (root if own else path.parent)/name.partition('?')[0] if name else path
    if file.parent.name == STORED: return '' if is_stored(file.stem) else f'no such stored picture: {target}'
    if not file.exists(): return f'no such file: {target}'
    if not anchor or file.suffix not in ('.md', '.ipynb'): return ''
    return '' if anchor in anchors(file.resolve()) or anchor.lower() in anchors(file.resolve()) else f'no such heading: {target}'

def dead_links(path):
    "The links of a file that lead nowhere."
    targets = dict.fromkeys(next(filter(None, groups)) for groups in LINK.findall(prose(path)))
    return [f'{path.relative_to(root)}: {problem}' for target in targets if (problem := dead(path, target))]

def main():
    "Write README.md, or check it and all links."
    body = made_from_index()
    if '--check' not in sys.argv: return readme.write_text(body, encoding='utf-8')
    if not readme.exists() or readme.read_text(encoding='utf-8') != body:
        sys.exit('README.md is not in step with nbs/index.ipynb: run python .ci/readme.py and commit')
    files = [readme, root/'nbs'/'README.md', root/'.github'/'CONTRIBUTING.md', *sorted((root/'nbs'/'pages').glob('*.md')),
             *sorted((root/'nbs').rglob('*.ipynb'))]
    if wrong := [problem for file in files for problem in dead_links(file)]: sys.exit('\n'.join(['dead links:', *wrong]))
    print(f'README.md: in step; {len(files)} files without a dead link')

if __name__ == '__main__': main()
