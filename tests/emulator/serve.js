// Serve the emulator at a port of this machine until the process is ended; it forgets nothing for an hour.
const TelegramServer = require('telegram-test-api');

new TelegramServer({ host: '127.0.0.1', port: Number(process.argv[2]), storeTimeout: 3600 }).start();
