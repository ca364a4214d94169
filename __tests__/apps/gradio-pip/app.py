import gradio as gr

with gr.Blocks(title="Hello from Gradio") as demo:
    gr.Markdown("Hello from Gradio")

if __name__ == "__main__":
    demo.launch()
