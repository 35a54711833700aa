# Texts of reports.

report-name = Linjassa
report-dropped = … and { $count ->
    [one] one more
   *[other] { $count } more
}. The whole list: { $option }
report-unread-files = These files could not be read
report-gates = Limits that were missed
case-read = Reading the file
case-run = The whole run
case-missed = { $value }, limit { $limit }

# Columns
column-document = Document
column-path = File
column-old-path = Earlier file
column-presence = State
column-folder = Folder
column-title = Title
column-format = Format
column-doctype = Document type
column-language = Language
column-unchecked = Not checked
column-strategy = Strategy
column-words = Words
column-sentences = Sentences
column-score = score
column-mean = mean score
column-change = change
column-verdict = verdict
column-level = best level
column-cheap-talk = share of mere talk
column-errors = Errors
column-warnings = Warnings
column-notes = Notes
column-suppressed = Silenced
column-advice = Do first
column-line = Line
column-column = Column
column-place = Place
column-headings = Headings
column-severity = Severity
column-rule = Rule
column-finding = Finding
column-message = What to do
column-suggestion = Suggestion
column-text = Text
column-sentence = Sentence
column-suppressed-why = Why silenced
column-fingerprint = Fingerprint

# Web page
html-skip = Skip to content
html-dark = Dark view
html-light = Light view
html-footer = Written by Linjassa { $version }. Everything is in this file, and nothing is sent anywhere.
html-text = Text and findings
html-table = Table
html-strip = { $step }: { $count ->
    [0] no place in the text
    [one] one place in the text
   *[other] { $count } places in the text
}
html-marks = What is shown in the text
html-show-evidence = Show steps
html-show-findings = Show findings
html-back = Back to the overview
html-distribution = How the steps show
html-spread = Spread of scores: { $name }
html-verdicts = ● { $shown } shown in deeds · ◐ { $named } named · ○ { $absent } not there yet
html-mean = Mean { $mean }
html-folders = Units
html-folders-note = The mean score of the documents in the folder.
html-files = Documents
html-documents = Documents
html-signs = ● shown in deeds · ◐ named, but no deed · ○ not there yet. The number is the score, 0–100.
html-search = Search by name
html-all = All
html-verdict = Step
html-shown = Showing
html-strips = The bars show where in the text the step shows. The taller the bar, the clearer the deed.
html-hints = { $count ->
    [one] 1 note
   *[other] { $count } notes
}

# Terminal
report-words = { $words ->
    [one] 1 word
   *[other] { $words } words
}
report-findings-count = Findings ({ $count })
report-overview = Overview
report-table-note = ● shown in deeds  ◐ named, but no deed  ○ not there yet
report-folder-note = { $count ->
    [one] 1 document
   *[other] { $count } documents, mean
}
report-quoted = “{ $text }”
report-common-line = { $title }: { $count } (in { $documents ->
    [one] one document
   *[other] { $documents } documents
})
report-single = Read the report of one document: linjassa { $path }

# Readability
readability-title = Readability
readability-counted = { $words ->
    [one] 1 word
   *[other] { $words } words
}, { $sentences ->
    [one] 1 sentence
   *[other] { $sentences } sentences
}.
readability-compared = Held against { $genre }.
readability-too-short = Texts under { $least } words are not compared with others.
readability-lower = less than usual ({ $low }–{ $high })
readability-usual = usual ({ $low }–{ $high })
readability-higher = more than usual ({ $low }–{ $high })
readability-caution = Usual is what four fifths of the texts compared with keep to. The figures do not tell whether the words are familiar or the clauses clear. The Swedish scale of LIX does not fit Finnish, and the constants of Wiio's formula are second-hand: compare only drafts of one text with them.
measure-sentence-words = Words in a sentence
measure-word-letters = Letters in a word
measure-long-words = Words of 15 letters or more, %
measure-long-compounds = Compounds of three parts or more, %
measure-action-nouns = Nouns in -minen in 100 words
measure-nouns-per-verb = Nouns per verb
measure-passive-share = Passives of finite verbs, %
measure-lix = LIX
measure-wiio = Wiio's grade
