// output: 'export' would be a site of files.
export default { output: 'standalone' }
