"""What a user can do: the one door for the window and the command line."""
