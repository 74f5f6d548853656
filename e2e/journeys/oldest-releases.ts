/** The oldest releases that the plugin supports, for apps of @tanstack/cli without the devtools, which need newer ones. */
export const oldestReleases = {
  '@tanstack/react-router': '1.170.15',
  '@tanstack/react-start': '1.168.25',
  '@vitejs/plugin-react': '5.2.0',
  vite: '7.3.8',
} as const
