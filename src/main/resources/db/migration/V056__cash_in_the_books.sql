-- The cash that workers carry is what the books say (the account of each one's hands); it was kept here a second time.
DROP TABLE worker_cash;
