"""Writes the version and the address of settings.ini into the files that cannot read them there, or with --check says which differ:
CITATION.cff, the issue forms, CONTRIBUTING.md, the pages, index.ipynb. --tag NAME: whether a release's tag is `v` and the version, too."""
import re, sys
from configparser import ConfigParser
from pathlib import Path

root = Path(__file__).parent.parent
config = ConfigParser(delimiters=['='])
config.read(root/'settings.ini', encoding='utf-8')
cfg = config['DEFAULT']
FILES = ['CITATION.cff', '.github/CONTRIBUTING.md', *sorted(str(p.relative_to(root)) for p in (root/'.github').glob('ISSUE_TEMPLATE/*')),
         *sorted(str(p.relative_to(root)) for p in (root/'nbs'/'pages').glob('*.md')), 'nbs/index.ipynb', 'nbs/quickstart.ipynb']
OWNER = r'[\w-]+'
ADDRESSES = {   # an address of this project under any owner -> as settings.ini has it
    rf'github\.com/{OWNER}/{cfg["repo"]}(?=[^\w-]|$)': f'github.com/{cfg["user"]}/{cfg["repo"]}',
    rf'colab\.research\.google\.com/github/{OWNER}/{cfg["repo"]}(?=[^\w-]|$)':
        f'colab.research.google.com/github/{cfg["user"]}/{cfg["repo"]}',
    rf'https://{OWNER}\.github\.io/{cfg["repo"]}(?=[^\w-]|$)': f'https://{cfg["user"]}.github.io/{cfg["repo"]}',
    r'documentation-(?:[\w]|--)+\.github\.io': f'documentation-{cfg["user"].replace("-", "--")}.github.io'}   # a badge's text

def with_address(text):
    "A text with this project's addresses as they are to be."
    for pattern, address in ADDRESSES.items(): text = re.sub(pattern, address, text, flags=re.M)
    return text

def as_it_should_be(name, text):
    "The contents of one of FILES as they are to be."
    text = with_address(text)
    if name == 'CITATION.cff': text = re.sub(r'^version: .*$', f'version: {cfg["version"]}', text, flags=re.M)
    return text

def problems(tag):
    "What does not agree with the version of settings.ini, beside FILES."
    said = re.search(r'^__version__ = "(.+)"', (root/'gwi'/'__init__.py').read_text(encoding='utf-8'), re.M)
    if not said or said[1] != cfg['version']: yield 'gwi/__init__.py has another version: run nbdev_export'
    if not tag: return
    if tag != f'v{cfg["version"]}': yield f'the tag {tag} is not v{cfg["version"]}, the version of settings.ini'
    if not re.search(rf'^## {re.escape(cfg["version"])}(?! \(unreleased\))', (root/'CHANGELOG.md').read_text(encoding='utf-8'), re.M):
        yield f'CHANGELOG.md has no section of a released {cfg["version"]}'

def main():
    "Write, or check."
    check = '--check' in sys.argv
    tag = sys.argv[sys.argv.index('--tag') + 1] if '--tag' in sys.argv else ''
    wrong = list(problems(tag)) if check else []
    for name in FILES:
        text = (root/name).read_text(encoding='utf-8')
        new = as_it_should_be(name, text)
        if new == text: continue
        if check: wrong.append(f'{name}: version or address differ from settings.ini: run python .ci/identity.py')
        else: (root/name).write_text(new, encoding='utf-8')
    if wrong: sys.exit('\n'.join(wrong))
    print(f'identity: version {cfg["version"]} of {cfg["user"]}/{cfg["repo"]} in {len(FILES)} files')

if __name__ == '__main__': main()
