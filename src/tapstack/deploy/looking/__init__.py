"""What is there, asked before anything is written: every call in here only reads."""
