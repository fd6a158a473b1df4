"""Reading workbooks that people filled in: in a child process, as bare cells."""
