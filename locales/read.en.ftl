read-empty = the file is empty; check that it was saved
