"""What is wanted, what is there, and the exact requests that lead from one to the other. Nothing here talks to AWS."""
