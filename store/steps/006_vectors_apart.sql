DELETE FROM vectors WHERE scope = '';
