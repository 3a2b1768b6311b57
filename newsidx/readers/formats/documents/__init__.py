"""Documents that are no plain text: web pages, PDF, office documents, books, and markup that is not understood."""
