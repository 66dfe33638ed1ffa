"""What a plan is and how Vietnamese offices write; standard library only, no input or output."""
