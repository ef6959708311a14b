"""What goes on in a deployed account by itself: each service's behaviour, on the one virtual clock."""
