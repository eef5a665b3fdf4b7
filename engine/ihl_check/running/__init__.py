"""The whole way of the data, and the commands."""
