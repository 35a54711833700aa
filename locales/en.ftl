# The program's own texts.

# Files
file-missing = there is no such file; check the path
file-link = the link does not lead to a file; mend the link or give the file it should lead to
file-denied = no permission to read the file; ask for it or move the file elsewhere
file-unreadable = the file cannot be opened ({ $detail }); see that it is in its place and opens in its own program
file-folder = the folder cannot be read ({ $detail }); see that you may open it
file-no-match = no file matches; check the path and the wildcards
file-not-ordinary = this is not an ordinary file, so it is not read; give the document as a file or on standard input (-)
file-too-large = the file is larger than { $detail } MB; split it, or raise the limit with limits.file_megabytes
file-defeated = checking the file failed because of a fault in the program; the other files were checked. Please tell its makers

# Places
place-page = p. { $number }
place-paragraph = paragraph { $number }
place-slide = slide { $number }

# Steps
verdict-absent = not there yet
verdict-named = named, but no deed
verdict-shown = shown in deeds
score-too-short = too little text for a score
step-nothing-found = The text does not yet show how { $step } comes true.
step-nothing-found-in = The section “{ $section }” does not yet show how { $step } comes true.
step-only-named = { $step } is named (“{ $words }”), but a concrete deed is still missing.
step-only-named-in = { $step } is named in “{ $section }” (“{ $words }”), but a concrete deed is still missing.
step-deed-without-doer = { $step } shows as a deed: tell who does it.
step-deed-without-doer-in = { $step } shows as a deed in “{ $section }”: tell who does it.
step-doer-without-date = { $step } shows as a deed, and the doer is clear: tell when.
step-doer-without-date-in = { $step } shows as a deed in “{ $section }”: tell when.
step-no-measure = { $step } shows well: tell how you will know that it worked.
step-no-measure-in = { $step } shows well in “{ $section }”: tell how you will know that it worked.

# Advice
advice-fault = { $title } ({ $count ->
    [one] { $place }
   *[other] { $count } places, the first at { $place }
}): { $message }

# Report
report-steps = Steps
report-first = Do these first
report-findings = Findings
report-clarity = Clarity
report-clarity-line = { $unclear ->
    [0] All { $units } sentences are clear.
    [one] { $unclear } of { $units } sentences has a finding.
   *[other] { $unclear } of { $units } sentences have a finding.
}
closing-well-done = Nothing to mend. Well done.
closing-only-named = The language needs no mending. The steps of the strategy show as a thought, but not yet as a deed.
closing-no-step = The language needs no mending. The steps of the strategy do not show in this text.
closing-too-short = The language needs no mending. There is too little text to judge the steps.
closing-partly-checked = Nothing to mend in the parts that were checked.
closing-small-things = Nothing urgent. The small remarks are in the text.
report-more = … and { $count ->
    [one] one more
   *[other] { $count } more
}. All findings: --full
report-suggestion = Try: { $suggestion }
report-unchecked = Not checked: { $blocks ->
    [one] one part
   *[other] { $blocks } parts
} { $language } ({ $words ->
    [one] 1 word
   *[other] { $words } words
}).
report-unchecked-documents = { $count ->
    [one] One document has parts that are not in Finnish. They were not checked.
   *[other] { $count } documents have parts that are not in Finnish. They were not checked.
}
report-doctype-unknown = The document type was not recognised, so no step is required. Set it with --doctype.
report-documents = { $count ->
    [one] One document
   *[other] { $count } documents
}
report-summary = { $documents ->
    [one] One document
   *[other] { $documents } documents
}, { $words ->
    [one] 1 word
   *[other] { $words } words
}: { $errors ->
    [one] 1 error
   *[other] { $errors } errors
}, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
}, { $notes ->
    [one] 1 note
   *[other] { $notes } notes
}.
report-suppressed = { $count ->
    [one] One finding is silenced.
   *[other] { $count } findings are silenced.
}
report-unread = { $count ->
    [one] One file could not be read.
   *[other] { $count } files could not be read.
}
report-gate = { $path } { $gate }: { $value }, limit { $limit }
report-gate-run = { $gate }: { $value }, limit { $limit }
report-common = Most common findings
severity-error = error
severity-warning = warning
severity-note = note
language-fi = Finnish
    .in = in Finnish
language-sv = Swedish
    .in = in Swedish
language-en = English
    .in = in English
language-ru = Russian
    .in = in Russian
language-unknown = unknown
    .in = in an unknown language
warning-tracked-changes = The file has tracked changes: insertions were read, deletions were left out.
warning-unreadable-characters = Some characters could not be read, so some text may be missing.
warning-damaged-checksum = A checksum does not match: the file may be damaged.
warning-invalid-bytes = Some bytes were not valid text.
warning-unreadable-pages = Some pages hold no text; they were not read.

# Explanation
explain-step = { $step }: { $score } / 100, { $verdict }
explain-step-unscored = { $step }: { $verdict } ({ $reason })
explain-counts = counts
explain-other = does not count: the section or three others say more, or only deeds count
explain-blocked = does not count: { $reason }
explain-cue = cues: { $cues }
explain-anchors = found: { $anchors }
explain-anchor = { $kind } “{ $text }”
explain-missing = missing: { $anchors }
explain-hedged = a hedge lowers the level
explain-formula = 100 · (1 − { $product }) = { $uncapped }
explain-cap = the best level is { $level }, so the score is at most { $cap }
explain-cheap-talk = { $share }% of the units that speak of the step only name it or wish for it.
explain-improve = What would raise the score (now { $before }; the changed text was scored)
explain-improve-add = { $place }: add { $adds } → { $after }
explain-improve-write = Write one deed at the end, such as “{ $example }” → { $after }
explain-improve-write-in = Write one deed in “{ $section }”, such as “{ $example }” → { $after }
explain-clarity = Clarity: sentences without a finding { $clear } of { $units } = { $score }
level-none = nothing
level-heading = only a heading or keywords
level-named = named
level-idea = idea
level-deed = deed
anchor-who = who
anchor-when = when
anchor-measure = a measure
anchor-learning = a lesson or stop rule
sample-who = (vastuuhenkilö: palvelupäällikkö)
sample-when = 31.5. mennessä
sample-measure = , mittarina kävijämäärä, tavoite 20 %
sample-learning = , ja arvioimme tulokset sekä kirjaamme opit
blocked-negation = it is denied
blocked-cancelled = it was called off or put off
blocked-false-friend = the word means something else here
blocked-law = it speaks of law
blocked-boilerplate = fixed text
blocked-quotation = it quotes the strategy itself
blocked-copy = it repeats another unit

# Rules
rule-why = Why
rule-instead = Better
rule-bad = Worth changing
rule-good = Fine as it is
rule-shows = Shows the step
rule-not = Does not show the step
rule-source = Source
rule-off = Switch off
rule-off-how = linjassa.toml: [severity] { $rule } = "off", or in Markdown before the paragraph: <!-- linjassa: ignore { $rule } -- reason -->
rule-words = Words and better words
rule-word = Word
rule-better = Better
catalogue-title = The rules of Linjassa
catalogue-lead = { $count ->
    [one] 1 rule
   *[other] { $count } rules
}: what each looks for, why, and what to write instead.
catalogue-contents = Contents
rules-hold = { $rules ->
    [one] 1 rule
   *[other] { $rules } rules
}, { $examples ->
    [one] 1 example
   *[other] { $examples } examples
}: all hold.
rules-fail = { $rules ->
    [one] 1 rule
   *[other] { $rules } rules
}, { $examples ->
    [one] 1 example
   *[other] { $examples } examples
}: { $failures ->
    [one] 1 does not hold
   *[other] { $failures } do not hold
}.
rules-written = written
rules-found = found
rules-missed = the rule finds nothing
rules-too-much = the rule finds something and must not
rules-elsewhere = the rule finds something other than what is marked
rules-level = the level is “{ $found }”, not “{ $asked }”
rules-level-none = the level is “{ $found }”, so the example does not show the step
rules-no-examples = the rule has no examples

# Measuring
stats-head = { $documents ->
    [one] One document
   *[other] { $documents } documents
}, { $sentences ->
    [one] 1 sentence
   *[other] { $sentences } sentences
}. Finds, finds per 1,000 sentences, rule and sample:
stats-never = { $count ->
    [one] One rule found nothing:
   *[other] { $count } rules found nothing:
} { $rules }

# Beginning
init-exists = { $path }: the file is there already and is left as it is
init-name = “{ $name }” cannot name a strategy; use small letters a–z, digits and hyphens, such as our-city

# Errors
error-nothing = nothing to check; give a file, a folder or a wildcard
error-config = the settings file cannot be read ({ $detail })
error-circle = settings files extend each other in a circle; remove one of the extends
error-strategy = there is no strategy “{ $name }”; there are: { $known }
error-doctype = there is no document type “{ $name }”; there are: { $known }
error-step = there is no step “{ $name }”; there are: { $known }
error-rule = there is no rule “{ $name }”
error-rule-near = there is no rule “{ $name }”; did you mean “{ $known }”?
error-output-folder = there is no such folder to write the report into; make it first
error-output-twice = two reports are asked for in the same file; give each a file of its own
error-output = the report cannot be written ({ $detail })
error-explain = “{ $name }” is neither a rule nor a file
progress = Files { $done } / { $total }
