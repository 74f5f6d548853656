/// <reference types="vite-plugin-authkit-start/virtual" />
