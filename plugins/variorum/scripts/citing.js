// How to cite: the buttons that copy.
