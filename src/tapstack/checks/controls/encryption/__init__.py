"""Controls of encryption: what crosses a network, and what keys do, and for whom."""
