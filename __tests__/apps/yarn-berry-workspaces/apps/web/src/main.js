import { greeting } from '@berry/greeting'

document.querySelector('#app').textContent = greeting('Vite')
