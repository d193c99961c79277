// Preloaded into a process under measurement: tells its parent its peak memory, in kilobytes, when it ends.
process.on('exit', () => process.send?.(process.resourceUsage().maxRSS));
process.channel?.unref();
