"""Who may do what: trust of roles, permissions, policies of resources and keys."""
