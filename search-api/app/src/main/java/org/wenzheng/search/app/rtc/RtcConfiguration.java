package org.wenzheng.search.app.rtc;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;
import org.springframework.web.socket.server.support.OriginHandshakeInterceptor;

/** Where clients of the room protocol connect: {@code /rtc} with two connections, {@code /rtc/v1} with one. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class RtcConfiguration implements WebSocketConfigurer {

    /** Bytes that one client's socket holds; longer messages go through in pieces. */
    private static final int BUFFER_BYTES = 32_768;

    private final SignalRelay relay;
    private final Handshake handshake;

    RtcConfiguration(SignalRelay relay, Handshake handshake) {
        this.relay = relay;
        this.handshake = handshake;
    }

    // Pages of other origins are refused; asked first, since the handshake of ours already connects to the SFU.
    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(relay, "/rtc", "/rtc/v1").addInterceptors(new OriginHandshakeInterceptor(), handshake);
    }

    @Bean
    static ServletServerContainerFactoryBean webSockets() {
        ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
        container.setMaxBinaryMessageBufferSize(BUFFER_BYTES);
        container.setMaxTextMessageBufferSize(BUFFER_BYTES);
        return container;
    }
}
