"""What a user can do: every public function, a module a subject."""
