"""Tries the notebooks' install cell against what Colab's and Kaggle's images have, without the images: would pip replace a package
that one of .ci/images/*.txt lists, and which would it add? `python .ci/images.py [IMAGE ...]`; needs a package index.

Each list is a pip constraints file whose comment `# python 3.12` names the image's Python. Three steps: the listed packages get the
newest version that the list allows; what the cell asks for beside them has to resolve with these versions kept; then pip, in an
environment where they seem to be installed, says what it would do without being told to keep them. The last step needs the image's
Python, and is left out, with a word, under another one. The lists are short, so the cell is tried with fewer packages present than
an image has: what it would add is at most what is printed."""
import json, re, subprocess, sys, tempfile, venv
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path

from install_cell import NEEDED

root = Path(__file__).parent.parent
config = ConfigParser(delimiters=['='])
config.read(root/'settings.ini', encoding='utf-8')
REQUIREMENTS = {re.match(r'[\w-]+', r)[0]: r for r in config['DEFAULT']['requirements'].split()}
TENSORFLOWS = {'tensorflow', 'tensorflow-cpu'}     # distributions that own the folder tensorflow/: one at most

def canonical(name): return re.sub(r'[-_.]+', '-', name).lower()

@dataclass
class Image:
    "What is known of an image."
    path: Path
    python: str      # 3.12
    listed: list     # requirements

    @property
    def names(self): return {canonical(re.match(r'[\w.-]+', r)[0]) for r in self.listed}

def read_image(path) -> Image:
    "A list. Raises ValueError, naming the file."
    lines = [line.strip() for line in path.read_text(encoding='utf-8').splitlines()]
    python = next((line.split()[-1] for line in lines if re.fullmatch(r'# python 3\.\d+', line)), None)
    listed = [line for line in lines if line and not line.startswith('#')]
    if not python or not listed: raise ValueError(f'{path}: a line `# python 3.12` and requirements are expected')
    return Image(path, python, listed)

def dry_run(*args) -> dict: # {name: version} of what pip would install
    "pip's plan. Exits with its message if there is none."
    with tempfile.TemporaryDirectory() as tmp:
        report = Path(tmp, 'report.json')
        done = subprocess.run([sys.executable, '-m', 'pip', *args, '--dry-run', '--quiet', '--report', report], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode: sys.exit(f'pip {" ".join(map(str, args))}:\n{done.stdout}')
        planned = json.loads(report.read_text(encoding='utf-8'))['install']
    return {canonical(entry['metadata']['name']): entry['metadata']['version'] for entry in planned}

def elsewhere(image, tmp):
    "pip's options that resolve for an image's Python on Linux, whatever is installed here."
    return ['install', '--ignore-installed', '--python-version', image.python, '--only-binary', ':all:', '--target', tmp]

def pretend_installed(folder, versions):
    "An environment in which pip finds these packages installed; its Python."
    venv.create(folder, with_pip=False)
    python = Path(folder, 'bin', 'python')
    site = subprocess.check_output([python, '-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'], text=True).strip()
    for name, version in versions.items():
        about = Path(site, f'{name.replace("-", "_")}-{version}.dist-info')
        about.mkdir()
        (about/'METADATA').write_text(f'Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n', encoding='utf-8')
        (about/'INSTALLER').write_text('pip\n')
        (about/'RECORD').write_text('')
    return python

def too_old(versions) -> list: # of sentences
    "Listed packages that are not what settings.ini requires; the cell does not compare."
    from packaging.requirements import Requirement
    for name, text in REQUIREMENTS.items():
        found = versions.get(name) or (versions.get('tensorflow-cpu') if name == 'tensorflow' else None)
        if found and found not in Requirement(text).specifier: yield f'{name} {found}, gwi requires {text}'

def try_image(image) -> list: # of problems
    "What is wrong; prints what would be added."
    missing = [name for name in NEEDED if canonical(name) not in image.names]
    with tempfile.TemporaryDirectory() as tmp:
        there = dry_run(*elsewhere(image, tmp), '--no-deps', *image.listed)
        pins = Path(tmp, 'constraints.txt')
        pins.write_text(''.join(f'{name}=={version}\n' for name, version in there.items()))
        dry_run(*elsewhere(image, tmp), '-c', pins, *missing)       # exits if it cannot be resolved
        print(f'{image.path.stem} (Python {image.python}) has {", ".join(f"{n} {v}" for n, v in there.items())}')
        if image.python != '.'.join(map(str, sys.version_info[:2])):
            print(f'  resolves with these kept; the cell itself needs Python {image.python}, this is {sys.version.split()[0]}')
            return list(too_old(there))
        changes = dry_run('--python', pretend_installed(Path(tmp, 'env'), there), 'install', *missing)
    print(f'  the cell would add: {", ".join(f"{n} {v}" for n, v in changes.items() if n not in there)}')
    replaced = [f'{n} {there[n]} would be replaced by {v}' for n, v in changes.items() if n in there]
    second = [f'{n} would be installed beside the image' for n in TENSORFLOWS & changes.keys()]
    return [*replaced, *second, *too_old(there)]

def main():
    "Try the images named on the command line; default: all."
    paths = [root/'.ci'/'images'/f'{name}.txt' for name in sys.argv[1:]] or sorted((root/'.ci'/'images').glob('*.txt'))
    wrong = [f'{path.stem}: {problem}' for path in paths for problem in try_image(read_image(path))]
    if wrong: sys.exit('\n'.join(wrong))
    print(f'images: {len(paths)} tried, nothing that they list is replaced')

if __name__ == '__main__': main()
