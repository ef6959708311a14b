"""One module for each kind of question; ``tapstack.deploy.proving.table`` says which types are asked which."""
