const built = true;
