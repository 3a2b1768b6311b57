"""References to newspaper articles as style guides have them: APA, Chicago and MLA."""
