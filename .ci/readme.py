"Makes README.md from nbs/index.ipynb, or with --check says whether it is in step."
import re, sys
from pathlib import Path

from nbdev.process import NBProcessor

root = Path(__file__).parent.parent

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

body = '\n\n'.join(convert(NBProcessor(root/'nbs'/'index.ipynb', process=True).nb))
body = re.sub(r'\]\((images/|bench/|README\.md|\d\d[a-z]?_)', r'](nbs/\1', body)
body = '<!-- made from nbs/index.ipynb by .ci/readme.py -->\n\n' + body.strip() + '\n'
readme = root/'README.md'
if '--check' in sys.argv:
    if not readme.exists() or readme.read_text() != body:
        sys.exit('README.md is not in step with nbs/index.ipynb: run python .ci/readme.py and commit')
    print('README.md: in step')
else: readme.write_text(body)
