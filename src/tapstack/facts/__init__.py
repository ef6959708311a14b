"""What is known about AWS before any template is read: resource schemas, regions, names. Read fast, never guessed."""
