"""Values that functions give, beside what the resource schemas say of them."""
