"""Puts the one hidden cell that installs gwi on Colab and Kaggle into the notebooks that are opened there, or with --check says
whether they have it. Its text is below; version, address and requirements come from settings.ini."""
import json, re, secrets, sys
from configparser import ConfigParser
from pathlib import Path

root = Path(__file__).parent.parent
config = ConfigParser(delimiters=['='])
config.read(root/'settings.ini', encoding='utf-8')
cfg = config['DEFAULT']
OPENED_THERE = ('index', 'quickstart', '00_', '10_', '20_', '21_', '22_', '23_', '30_', '40_', '42_', '50_', '51_', '60_',
                '70_', '73_', '74_', '75_')    # beginnings of their names
NEVER_INSTALLED = ('numpy', 'tensorflow')   # an image's own are never replaced: on a Kaggle TPU that would break them
NEEDED = sorted(name for name in (re.match(r'[\w-]+', r)[0] for r in cfg['requirements'].split()) if name not in NEVER_INSTALLED)
MARK = 'GWI_SOURCE'      # what such a cell, and no other, has in its code
CELL = f'''#| hide
#| eval: false
# On Colab or Kaggle: install gwi beside what the image has, whose TensorFlow is never replaced. Elsewhere: say how.
import glob, importlib.util, os, subprocess, sys
from importlib.metadata import metadata
VERSION, HOME = '{cfg["version"]}', '{cfg["git_url"]}'
attached = [f for d in (1, 2, 3) for f in glob.glob('/kaggle/input/' + '*/'*d + f'gwi-{{VERSION}}*.[wt]*')]   # wheel, tar.gz
source = os.environ.get('GWI_SOURCE') or (attached or [f'git+{{HOME}}'])[0]     # or another file, address or folder
def has(package): return importlib.util.find_spec(package) is not None
def pip(*args): subprocess.check_call([sys.executable, '-m', 'pip', 'install', '-q', *args])
if not has('gwi'):
    if not {{'KAGGLE_KERNEL_RUN_TYPE', 'COLAB_RELEASE_TAG'}} & os.environ.keys():
        raise ModuleNotFoundError(f'gwi is not installed here: pip install {{source}}')
    pip('--no-deps', source)
    needed = '{" ".join(NEEDED)}'.split()
    if missing := [package for package in needed if not has(package)]: pip(*missing)
found = metadata('gwi')
if (found['Home-page'], found['Version']) != (HOME, VERSION):
    raise ImportError(f'this notebook is of gwi {{VERSION}}, {{HOME}}; installed is gwi {{found["Version"]}}, '
                      f'{{found["Home-page"]}}: pip install -U {{source}}')'''

def is_install_cell(cell): return cell['cell_type'] == 'code' and MARK in ''.join(cell['source'])

def updated(cells):
    "The cells of a notebook with the install cell as it is to be: in its place, or else first."
    cell = next((c for c in cells if is_install_cell(c)), None)
    if cell is None:
        cell = dict(cell_type='code', execution_count=None, id=secrets.token_hex(4), metadata={}, outputs=[])
        cells = [cell, *cells]
    new = dict(cell, source=CELL.splitlines(keepends=True))
    return [new if c is cell else c for c in cells]

def main():
    "Check, or write, the notebooks named on the command line; default: all that are opened there."
    paths = [Path(a) for a in sys.argv[1:] if a != '--check']
    paths = paths or [p for p in sorted((root/'nbs').glob('*.ipynb')) if p.name.startswith(OPENED_THERE)]
    different = []
    for path in paths:
        nb = json.loads(path.read_text(encoding='utf-8'))
        cells = updated(nb['cells'])
        if cells == nb['cells']: continue
        different.append(path.name)
        if '--check' not in sys.argv:
            path.write_text(json.dumps(dict(nb, cells=cells), indent=1, ensure_ascii=False) + '\n', encoding='utf-8')
    if '--check' in sys.argv and different: sys.exit(f'{", ".join(different)}: run python .ci/install_cell.py and commit')
    print(f'install cell: {len(paths)} notebooks have it, {len(different)} written anew')

if __name__ == '__main__': main()
