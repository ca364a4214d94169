import { defineConfig } from 'vitepress'

export default defineConfig({ title: 'Hello', cleanUrls: true })
