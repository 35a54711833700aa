# Baseline, changes, comparison and editors.

# Baseline
baseline-missing = there is no baseline; write one with linjassa baseline write
baseline-unreadable = the baseline cannot be read ({ $detail })
baseline-broken = this is not a baseline ({ $detail }); write it again with linjassa baseline write
baseline-version = the baseline has the shape { $detail } of another version of the program; write it again with linjassa baseline write
baseline-needed = --no-regression compares with a baseline; give one with --baseline
baseline-line = Against the baseline: { $new } new, { $known } known, { $mended } mended.
baseline-written = The baseline is written: { $documents ->
    [one] 1 document
   *[other] { $documents } documents
}, { $findings ->
    [one] 1 finding
   *[other] { $findings } findings
}.
baseline-total = In all: { $documents ->
    [one] 1 document
   *[other] { $documents } documents
}, { $findings ->
    [one] 1 finding
   *[other] { $findings } findings
}

# Changes
git-missing = git is not found; install git, or leave out --since and --staged
git-no-repository = this folder is not in a git repository; --since and --staged work only in one
git-no-revision = git knows no revision “{ $detail }”; check the name, or fetch the whole history (git fetch --unshallow)
git-failed = git gave no answer: { $detail }
changes-none = No readable file has changed.

# Comparison
compare-unreadable = the report cannot be read ({ $detail })
compare-broken = this is not a JSON report of Linjassa ({ $detail }); make one with linjassa check --output json
compare-version = the report has the shape { $detail } of another version of the program; make it again
compare-title = Change between two reports
compare-documents = Documents
compare-document = Document
compare-folders = Folders
compare-folder = Folder
compare-old = Before
compare-new = Now
compare-clarity = Clarity
presence-both = in both
presence-added = new
presence-removed = gone
presence-unread = could not be read
compare-was = before { $path }
compare-findings = Findings
compare-findings-line = { $new } new, { $mended } mended, { $remaining } as before
compare-count-new = New
compare-count-mended = Mended
compare-count-remaining = As before
compare-list-new = New findings
compare-list-mended = Mended findings
compare-nothing = There is no document in the reports.
compare-score-change = The scores changed
compare-fall = { $change }, the allowed fall is { $most }
compare-too-short = –

# Editors
lsp-replace = Replace with “{ $text }”
lsp-ignore = Silence here: { $rule }
lsp-reason = write the reason here

# Settings
config-default = default
config-locale = the system's language
config-option = command line
config-unset = Not set

# A copy with comments
copy-one = --annotate makes a copy of one document; give one .docx or .odt file
copy-original = this is the original document, which is never written over; give the copy another name
copy-ending = give the copy the same ending as the original, so that it opens in the right program
