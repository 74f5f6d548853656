import { defineConfig } from '@playwright/test'

const port = process.env.PORT ?? '3000'
const executablePath = process.env.CHROMIUM_PATH

export default defineConfig({
  testDir: 'tests',
  reporter: 'list',
  fullyParallel: true,
  use: {
    baseURL: `http://localhost:${port}`,
    // A machine that has a Chromium already, and may run it as root, says so.
    ...(executablePath && { launchOptions: { executablePath, args: ['--no-sandbox'] } }),
  },
  // The dev server, whose local AuthKit needs no account.
  webServer: {
    command: `npm run dev -- --port ${port} --strictPort`,
    url: `http://localhost:${port}`,
    reuseExistingServer: true,
  },
})
