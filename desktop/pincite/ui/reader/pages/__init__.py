"""The pages of a document on the screen: layout, pictures, painting, moving."""
