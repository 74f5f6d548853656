import { tanstackStart } from '@tanstack/react-start/plugin/vite'
import viteReact from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { authkit } from 'vite-plugin-authkit-start'

export default defineConfig({
  plugins: [authkit(), tanstackStart({ srcDirectory: 'files' }), viteReact()],
})
