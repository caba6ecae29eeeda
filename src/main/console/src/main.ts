import { createApp } from 'vue'
import 'element-plus/theme-chalk/base.css'
import './console.css'
import App from './App.vue'
import { router } from './router'

const app = createApp(App).use(router)

// Not before it is known which page it is: the frame around most of them asks for what only who is signed in may know.
void router.isReady().then(() => app.mount('#app'))
