# Why a file could not be read, and what to do.

# The file as a whole
read-empty = the file has no text to check; make sure it was saved and that it is the right file
read-size = the file is larger than { $detail }; shrink or remove pictures, or split the file
read-unknown = the format of the file was not recognised; save the text as .docx, .odt, .pdf or .md, for example
read-other-content = the file is named .{ $detail } but holds something else; open it in the program it was made with and save it again
read-archive = this is a packed folder, not a document; unpack it and give the documents one by one
read-encoding = the text holds bytes that are no letters; open the file in a text editor, mend the odd characters and save it as UTF-8

# Old formats
read-old-word = this is the old Word format (.doc); open the file in Word or LibreOffice and save it as .docx
read-old-excel = this is the old Excel format (.xls); open the file in Excel or LibreOffice and save it as .xlsx
read-old-powerpoint = this is the old PowerPoint format (.ppt); open the file in PowerPoint or LibreOffice and save it as .pptx
read-old-office = this is an old Office format; open the file and save it in a new one (.docx, .xlsx or .pptx)
read-outlook = this is an Outlook message (.msg); save it as .eml or copy the text into a document

# Protection and damage
read-password = the file is password-protected; remove the protection and save it again
read-zip = the file is damaged or incomplete ({ $detail }); fetch it again, or open it and save it again
read-damaged = the file is damaged ({ $detail }); open it in the program it was made with and save it again
read-part-missing = the file lacks the part { $detail }; open it in the program it was made with and save it again
read-part-unread = the text of the part { $detail } could not be read; save the file again or in another format
read-mail = the structure of the message was not recognised; save the message as .eml again

# Limits
read-entries = the package has more than { $detail } parts; open the file and save it again
read-part-size = a part is too large when unpacked ({ $detail }); remove large embedded objects or split the file
read-depth = the structure is nested deeper than { $detail }; open the file and save it again
read-blocks = the document has more than { $detail } paragraphs; split it
read-text-size = the document has more than { $detail } of text; split it
read-cells = the workbook has more than { $detail } filled cells; save the sheets to check as a file of their own
read-mail-depth = the message has more than { $detail } parts inside each other; save the message to check on its own
read-time = reading the file took more than { $detail } s; split the file or raise limits.seconds in the settings

# PDF
read-pages = the file has more than { $detail } pages; split it
read-no-text-layer = the PDF holds only pictures and no text; run it through text recognition or use the original document
read-memory = reading the PDF took more than { $detail } of memory; use the original document or make the PDF again
read-defeated = the PDF could not be read; use the original document or make the PDF again

# Warning
warning-unread-parts = Embedded files, charts or attachments were not read.

# Writing comments
annotate-format = comments can be written only into .docx and .odt files; save the document as one of them
annotate-changed = the file has changed since it was checked; check it again and then write the comments
annotate-damaged = the structure of the document is damaged, so that comments cannot be written into it; open the document and save it again
