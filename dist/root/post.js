if (process.env.STATE_unfinished === 'true') await import('./index.js')
