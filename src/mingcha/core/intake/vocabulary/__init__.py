"""The headings under which real workbooks keep the columns of each kind of register."""
