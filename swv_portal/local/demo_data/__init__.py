"""Invented SWVs, schools and pupils for the demo. Every name is made up; codes starting with 99 do not exist."""
