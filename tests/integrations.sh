#!/usr/bin/env bash
# Runs the program where others call it, and gives its reports to those who read them: pre-commit,
# the GitHub action, the GitLab job, shells, manual readers, editors of settings, and the readers of
# JUnit, SARIF and CSV.
#
# Needs git and python3 with venv; what else is missing here (zsh, fish, mandoc, npm with rsync,
# LibreOffice) is named and left out. Packages come from PyPI and npm.
#
#   tests/integrations.sh target/debug/linjassa
set -euo pipefail

program=$(realpath "${1:?give the program to test}")
source=$(realpath "$(dirname "$0")/..")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$program" "$work/bin/linjassa"
export PATH="$work/bin:$PATH" LC_ALL=C.UTF-8
export GIT_AUTHOR_NAME=Testi GIT_AUTHOR_EMAIL=testi@example.fi
export GIT_COMMITTER_NAME=Testi GIT_COMMITTER_EMAIL=testi@example.fi

has() { command -v "$1" > /dev/null 2>&1 || { printf 'LEFT OUT  %s: %s is not installed\n' "$2" "$1"; false; }; }
passed() { printf 'ok  %s\n' "$1"; }
fail() { printf 'NOT OK  %s\n' "$1" >&2; exit 1; }
status_of() { set +e; "$@" > "$work/out" 2>&1; status=$?; set -e; }

# Shells and the manual page
linjassa completions bash > "$work/linjassa.bash"
linjassa completions zsh > "$work/_linjassa"
linjassa completions fish > "$work/linjassa.fish"
bash -n "$work/linjassa.bash"
if has zsh completions; then zsh -n "$work/_linjassa"; fi
if has fish completions; then fish --no-execute "$work/linjassa.fish"; fi
bash -c "source '$work/linjassa.bash'; COMP_WORDS=(linjassa base); COMP_CWORD=1
  _linjassa linjassa base linjassa; printf '%s\n' \"\${COMPREPLY[@]}\"" | grep -qx baseline
passed 'the shells read the completions, and bash completes "base"'
if has mandoc 'the manual page'; then
  linjassa man > "$work/linjassa.1"
  mandoc -T lint -W error "$work/linjassa.1"
  mandoc -T ascii "$work/linjassa.1" | grep -q 'baseline'
  passed 'the manual page has no errors'
fi

# pre-commit
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pre-commit check-jsonschema junitparser sarif-tools
hooks="$work/hooks"
mkdir "$hooks" && cp "$source/.pre-commit-hooks.yaml" "$hooks"
git -C "$hooks" init -q && git -C "$hooks" add -A && git -C "$hooks" commit -qm hooks
revision=$(git -C "$hooks" rev-parse HEAD)
repository="$work/repository"
mkdir "$repository" && cd "$repository" && git init -q
cat > .pre-commit-config.yaml <<YAML
repos:
  - repo: $hooks
    rev: $revision
    hooks:
      - id: linjassa
        args: [--fail-on=warning]
YAML
export PRE_COMMIT_HOME="$work/cache"
"$work/venv/bin/pre-commit" install > /dev/null
printf '# Palvelu\n\nRyhmä kokoontuu maanantaina.\n' > a.md
git add -A && git commit -qm alku
printf '# Palvelu\n\nRyhmä kokoontuu maanantaina.\n\nRyhmä implementoi mallin.\n' > a.md
git add a.md
status_of git commit -m huono
[ $status -ne 0 ] || fail 'pre-commit let a fault through'
grep -q foreign-verb "$work/out" || { cat "$work/out"; fail 'pre-commit did not name the rule'; }
git commit -qm ohi --no-verify
printf '\nKoulu alkaa tiistaina.\n' >> a.md
git add a.md
status_of git commit -m hyva
[ $status -eq 0 ] || { cat "$work/out"; fail 'pre-commit stopped a good change'; }
passed 'pre-commit stops a new fault and lets old ones be'
sed -i 's/id: linjassa$/id: linjassa-all/' .pre-commit-config.yaml
status_of "$work/venv/bin/pre-commit" run --all-files
grep -q foreign-verb "$work/out" || { cat "$work/out"; fail 'linjassa-all did not check whole files'; }
passed 'pre-commit checks whole files'
git checkout -q -- . 

# The steps of the action, in their own shell
step() {
  "$work/venv/bin/python" - "$source/$1" "$2" <<'PYTHON'
import sys, yaml
steps = yaml.safe_load(open(sys.argv[1]))["runs"]["steps"]
print(next(step["run"] for step in steps if step.get("id") == sys.argv[2]))
PYTHON
}
step action.yml build > "$work/build.sh"
step action.yml check > "$work/check.sh"
export GITHUB_OUTPUT="$work/github-output" RUNNER_TEMP="$work"
PROGRAM=linjassa SOURCE=$source bash -eo pipefail "$work/build.sh"
grep -qx 'program=linjassa' "$GITHUB_OUTPUT" || fail 'the action does not take an installed program'
base=$(git rev-parse HEAD~2)
PROGRAM=linjassa PATHS=. OPTIONS=--fail-on=warning SINCE='' BASE=$base \
  status_of bash -eo pipefail "$work/check.sh"
[ $status -eq 1 ] || { cat "$work/out"; fail "the action left with $status for a fault"; }
grep -q '^::warning file=a.md,line=5,' "$work/out" || { cat "$work/out"; fail 'the action annotates no line'; }
PROGRAM=linjassa PATHS=. OPTIONS=--fail-on=warning SINCE=HEAD BASE=$base \
  status_of bash -eo pipefail "$work/check.sh"
[ $status -eq 0 ] || { cat "$work/out"; fail "the action left with $status for no change"; }
printf '# Toinen\n\nKoulu alkaa.\n' > 'toinen tiedosto.md'
PROGRAM=linjassa PATHS=$'a.md\ntoinen tiedosto.md' OPTIONS='' SINCE=none BASE=$base \
  status_of bash -eo pipefail "$work/check.sh"
[ $status -eq 0 ] || { cat "$work/out"; fail "the action left with $status"; }
grep -q '"toinen tiedosto.md"' "$work/linjassa.json" || fail 'the action lost a path with a space'
passed 'the steps of the action'
"$work/venv/bin/check-jsonschema" --builtin-schema vendor.github-actions "$source/action.yml" > /dev/null
"$work/venv/bin/check-jsonschema" --builtin-schema vendor.gitlab-ci "$source/ci/gitlab.yml" > /dev/null
"$work/venv/bin/pre-commit" validate-manifest "$source/.pre-commit-hooks.yaml"
passed 'the templates keep the schemas of GitHub, GitLab and pre-commit'

# The GitLab job
"$work/venv/bin/python" - "$source/ci/gitlab.yml" > "$work/gitlab.sh" <<'PYTHON'
import sys, yaml
print("\n".join(yaml.safe_load(open(sys.argv[1]))["linjassa"]["script"]))
PYTHON
LINJASSA_PATHS=a.md LINJASSA_OPTIONS=--fail-on=warning CI_MERGE_REQUEST_DIFF_BASE_SHA=$base \
  status_of sh -eu "$work/gitlab.sh"
[ $status -eq 1 ] || { cat "$work/out"; fail "the GitLab job left with $status for a fault"; }
[ -s linjassa.json ] || fail 'the GitLab job wrote no report'
grep -q foreign-verb gl-code-quality-report.json || fail 'the GitLab job wrote no findings for code quality'
LINJASSA_PATHS=a.md LINJASSA_OPTIONS=--fail-on=warning CI_MERGE_REQUEST_DIFF_BASE_SHA=HEAD \
  status_of sh -eu "$work/gitlab.sh"
[ $status -eq 0 ] || { cat "$work/out"; fail "the GitLab job left with $status for no change"; }
passed 'the GitLab job'

if has npm 'the GitLab job by gitlab-ci-local, settings by taplo' && has rsync 'the GitLab job by gitlab-ci-local'; then
  npm install --silent --no-audit --no-fund --prefix "$work" gitlab-ci-local@4.61.0 @taplo/cli > /dev/null
  cp "$source/ci/gitlab.yml" . && printf 'include:\n  - local: gitlab.yml\n' > .gitlab-ci.yml
  git remote add origin git@gitlab.com:kaupunki/suunnitelmat.git
  git add -A && git commit -qm ci --no-verify
  job() {
    status_of "$work/node_modules/.bin/gitlab-ci-local" --force-shell-executor \
      --variable LINJASSA_PATHS=a.md --variable "LINJASSA_OPTIONS=--fail-on=$1" linjassa
  }
  rm -f linjassa.json
  job warning
  [ $status -eq 1 ] && [ -s linjassa.json ] || { cat "$work/out"; fail "GitLab's job left with $status for a fault"; }
  job never
  [ $status -eq 0 ] || { cat "$work/out"; fail "GitLab's job left with $status"; }
  passed 'the GitLab job as a runner runs it, with its report kept'

  mkdir "$work/settings" && cd "$work/settings"
  linjassa config init --lang fi > /dev/null
  linjassa config schema > linjassa.schema.json
  # The settings behind `#` are right too.
  sed -i -E 's/^# (\[|[a-z_-]+ = )/\1/' linjassa.toml
  taplo() { "$work/node_modules/.bin/taplo" lint --no-auto-config --schema "file://$PWD/linjassa.schema.json" "$1"; }
  status_of taplo linjassa.toml
  [ $status -eq 0 ] || { cat "$work/out"; fail 'taplo finds fault with the starter'; }
  printf 'lnag = "fi"\n[gates]\nmin_clarity = 500\n' > bad.toml
  status_of taplo bad.toml
  [ $status -ne 0 ] && grep -q lnag "$work/out" && grep -q 500 "$work/out" ||
    { cat "$work/out"; fail 'taplo sees no fault in wrong settings'; }
  passed 'editors of TOML know the settings by their schema'
fi

# Readers of reports
cd "$source"
linjassa check --isolated --lang fi --fail-on never fixtures --output "junit:$work/report.xml" \
  --output "sarif:$work/report.sarif" --output "csv:$work/report.csv"
# A plan loses its deeds: what changed, for the same readers.
mkdir "$work/plans" && cp -r fixtures/suunnitelmat fixtures/tiedotteet "$work/plans"
(
  cd "$work/plans"
  linjassa check --isolated --lang fi --fail-on never --output json:../old.json .
  sed -i -E 's/[Kk]okeil[a-z]*/jatkaa/' suunnitelmat/nuorisotyon-kokeilusuunnitelma.md
  printf '\nRyhmä implementoi mallin.\n' >> tiedotteet/tori-aukeaa.md
  linjassa check --isolated --lang fi --fail-on never --output json:../new.json .
)
status_of linjassa compare "$work/old.json" "$work/new.json" --isolated --lang fi --no-regression \
  --output "junit:$work/change.xml" --output "sarif:$work/change.sarif" --output "csv:$work/change.csv"
[ $status -eq 1 ] || { cat "$work/out"; fail "a comparison left with $status for a regression"; }
"$work/venv/bin/python" - "$work/change.xml" <<'PYTHON'
import sys
from junitparser import Failure, JUnitXml
read = JUnitXml.fromfile(sys.argv[1])
fallen = [(suite.name, case.name) for suite in read for case in suite if any(isinstance(one, Failure) for one in case.result)]
assert ("suunnitelmat/nuorisotyon-kokeilusuunnitelma.md", "Kokeillen") in fallen, fallen
assert read.failures == len(fallen)
PYTHON
"$work/venv/bin/sarif" csv --output "$work/change-sarif.csv" "$work/change.sarif" > /dev/null
grep -q foreign-verb "$work/change-sarif.csv" || fail 'sarif-tools misses the new finding of a comparison'
"$work/venv/bin/python" - "$work/report.xml" <<'PYTHON'
import sys
from junitparser import JUnitXml
read = JUnitXml.fromfile(sys.argv[1])
cases = [case for suite in read for case in suite]
assert read.tests == len(cases) > 20, (read.tests, len(cases))
assert {"Kokeillen", "Kimpassa", "Ketterästi", "Selkeys"} <= {case.name for case in cases}
PYTHON
"$work/venv/bin/sarif" summary "$work/report.sarif" > "$work/out"
grep -q '^warning: [1-9]' "$work/out" || { cat "$work/out"; fail 'sarif-tools counts no warning'; }
passed 'JUnit by junitparser, SARIF by sarif-tools, of runs and of comparisons'
if has localc 'CSV in a spreadsheet'; then
  cd "$work"
  # Semicolons, UTF-8, Finnish numbers: as a double click in a Finnish Windows.
  soffice "-env:UserInstallation=file://$work/office" --headless --infilter='CSV:59,34,76,1,,1035,false,true' \
    --convert-to fods report.csv change.csv > /dev/null 2>&1
  cat > spreadsheet.py <<'PYTHON'
import csv, sys, xml.etree.ElementTree as tree
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig"), delimiter=";"))
table, office, text = ("{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}" % name for name in ("table", "office", "text"))
sheet = tree.parse(sys.argv[2]).find(f".//{table}table")
for number, (row, wanted) in enumerate(zip(sheet.findall(f"{table}table-row"), rows)):
    cells = []
    for cell in row.findall(f"{table}table-cell"):
        shown = "".join(cell.itertext())
        cells += [(shown, cell.get(f"{office}value"))] * int(cell.get(f"{table}number-columns-repeated", "1"))
    for column, text_wanted in enumerate(wanted):
        shown, value = cells[column] if column < len(cells) else ("", None)
        plain = text_wanted.replace(",", ".", 1)
        if plain.removeprefix("-").replace(".", "", 1).isdigit():
            assert value is not None and float(value) == float(plain), (number, column, text_wanted, value)
        else:
            assert "".join(shown.split()) == "".join(text_wanted.split()), (number, column, text_wanted, shown)
assert any("Ketterästi" in cell for cell in rows[0]) and len(rows) > int(sys.argv[3])
wanted = sys.argv[4]
assert any(wanted in cell and cell.replace(wanted, "").isdigit() for row in rows for cell in row), wanted
PYTHON
  python3 spreadsheet.py report.csv report.fods 10 ,
  python3 spreadsheet.py change.csv change.fods 3 -
  passed 'CSV in LibreOffice: columns, letters with dots, decimals as numbers'
fi
