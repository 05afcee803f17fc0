"""Files from outside as rows of cells. Nothing in them is trusted, and no formula is carried out."""
