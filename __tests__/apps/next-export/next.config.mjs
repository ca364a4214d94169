const production = process.env.NODE_ENV === 'production'

/** @type {import('next').NextConfig} */
const config = { output: production ? 'export' : undefined }

export default config
