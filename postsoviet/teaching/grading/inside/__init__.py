"""What runs inside the sandbox, beside a student's code; it knows no answers and gives no marks."""
