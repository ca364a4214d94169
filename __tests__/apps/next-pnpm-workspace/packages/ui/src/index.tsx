export function Greeting({ name }: { name: string }) {
  return <p>{`Hello from ${name}`}</p>
}
