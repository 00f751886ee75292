package org.wenzheng.search.app.listen;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

/**
 * Answers plain HTTP from elsewhere with a page that leads to HTTPS, and with nothing else: no password and no voice goes over
 * the network unencrypted.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PlainHttpFilter extends OncePerRequestFilter {

    private final ListenSettings settings;

    PlainHttpFilter(ListenSettings settings) {
        this.settings = settings;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return settings.addresses().isEmpty() || request.isSecure() || isLoopback(request.getLocalAddr());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setStatus(HttpStatus.UPGRADE_REQUIRED.value());
        response.setHeader(HttpHeaders.UPGRADE, "TLS/1.2, HTTP/1.1");
        response.setHeader(HttpHeaders.CONNECTION, "Upgrade");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType("text/html; charset=utf-8");
        response.getWriter().write(page(settings.origin() + path(request)));
    }

    private static String path(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/") && !path.startsWith("//") ? path : "/";
    }

    private String page(String address) {
        String link = HtmlUtils.htmlEscape(address);
        String warning = settings.selfSigned()
                ? """
                  <p>打开后如果提示“连接不安全”，请点“高级”，再点“继续前往”。</p>
                  <p lang="en">If the browser warns of the certificate, choose “Advanced”, then “Proceed”.</p>
                  """
                : "";
        return """
               <!doctype html>
               <html lang="zh-CN">
               <meta charset="utf-8">
               <meta name="viewport" content="width=device-width">
               <title>问政</title>
               <style>
                 body { max-width: 640px; margin: 48px auto; padding: 0 16px; font: 20px/32px "Noto Sans CJK SC", sans-serif; }
                 a { display: inline-block; margin: 16px 0; font-size: 24px; overflow-wrap: anywhere; }
               </style>
               <h1>请换用安全地址</h1>
               <p>视频通话要用 https 开头的地址，请点下面这一行：</p>
               <a href="%s">%s</a>
               <p lang="en">Video calls need the address that begins with https. Please follow the link.</p>
               %s</html>
               """
                .formatted(link, link, warning);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (java.net.UnknownHostException e) {
            return false;
        }
    }
}
